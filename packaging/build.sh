#!/bin/sh
# Build the bundle, then the .deb, into dist/. The same commit gives the same bytes.
# build.sh PYTHON: of a virtual environment that holds packaging/requirements-package.txt and nothing else.
# VERSION takes the place of a version that grows with every commit; DEBFULLNAME, DEBEMAIL and HOMEPAGE say who answers for the package.
set -eu
cd "$(dirname "$0")/.."
python=${1:?which Python}
# From a tarball there is no commit; then the day of the last release counts.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date -d "$(sed -n 's/^__released__ = "\(.*\)"$/\1/p' kiosk/__init__.py)" +%s)}
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0 LC_ALL=C.UTF-8 TZ=UTC
umask 022
release=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' kiosk/__init__.py)
version=${VERSION:-$release+$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y%m%d%H%M%S)}
maintainer="${DEBFULLNAME:-Kiosk maintainers} <${DEBEMAIL:-maintainers@kiosk.invalid}>"
architecture=$(dpkg --print-architecture)
deb=dist/kiosk_${version}_$architecture.deb

rm -rf dist/kiosk dist/kiosk_*.deb build/work build/deb
find kiosk assets translations -name __pycache__ -prune -exec rm -rf {} +
"$python" -m PyInstaller --log-level ERROR --noconfirm --distpath dist --workpath build/work packaging/kiosk.spec
find dist/kiosk/_internal -type f -name 'libicudata.so.*' -exec "$python" packaging/icu_data.py {} \;
# Libraries are not programs, and none may be looked for where the build machine had them.
find dist/kiosk/_internal -type f -name '*.so*' -exec chmod 0644 {} +
find dist/kiosk -type f \( -name '*.so*' -o -perm -u=x \) | while read -r file; do
    case $(patchelf --print-rpath "$file" 2>/dev/null) in /*) patchelf --remove-rpath "$file" ;; esac
done
"$python" packaging/papers.py dist/kiosk "$version"

root=build/deb
units=$root/usr/lib/systemd/system
docs=$root/usr/share/doc/kiosk
mkdir -p "$root/DEBIAN" "$root/etc/kiosk" "$root/usr/bin" "$units" "$docs" "$root/usr/lib/kiosk/session" \
    "$root/usr/lib/systemd/logind.conf.d" "$root/usr/lib/sysctl.d" "$root/usr/lib/sysusers.d" "$root/usr/lib/tmpfiles.d" \
    "$root/usr/share/lintian/overrides" "$root/usr/share/man/man1"
cp -a dist/kiosk/. "$root/usr/lib/kiosk"
for program in kiosk kioskctl; do ln -s "../lib/kiosk/$program" "$root/usr/bin/$program"; done
dist/kiosk/kioskctl print settings >"$root/etc/kiosk/kiosk.toml"
cp packaging/linux/display packaging/linux/xorg.conf packaging/linux/weston.ini "$root/usr/lib/kiosk/session"
cp assets/machine/kiosk.service packaging/linux/kiosk-display.service packaging/linux/kiosk-retry.timer "$units"
# What stands in for the kiosk is the kiosk, but for what its own file says.
for stand_in in previous apology; do
    {
        cat "packaging/linux/kiosk-$stand_in.service"
        sed -n '/^\[Service\]/,/^\[Install\]/p' assets/machine/kiosk.service | grep -vE '^(\[|ExecStart=|RestartSec=)'
    } >"$units/kiosk-$stand_in.service"
done
install -m 0644 -D packaging/linux/speechd.conf "$root/usr/lib/kiosk/session/config/speech-dispatcher/speechd.conf"
cp packaging/linux/logind.conf "$root/usr/lib/systemd/logind.conf.d/kiosk.conf"
cp packaging/linux/sysctl.conf "$root/usr/lib/sysctl.d/60-kiosk.conf"
cp packaging/linux/kiosk.sysusers "$root/usr/lib/sysusers.d/kiosk.conf"
cp packaging/linux/kiosk.tmpfiles "$root/usr/lib/tmpfiles.d/kiosk.conf"
cp -r packaging/linux/examples packaging/README.md "$docs"
cp packaging/debian/copyright "$docs"
cp packaging/debian/lintian-overrides "$root/usr/share/lintian/overrides/kiosk"
date=$(date -R -d "@$SOURCE_DATE_EPOCH")
printf 'kiosk (%s) stable; urgency=medium\n\n  * See https://keepachangelog.com/: CHANGELOG.md of the sources.\n\n -- %s  %s\n' \
    "$version" "$maintainer" "$date" | gzip -9n >"$docs/changelog.gz"
for program in kiosk kioskctl; do gzip -9nc "packaging/debian/$program.1" >"$root/usr/share/man/man1/$program.1.gz"; done

# What the bundle links, and from which version on; the plugin for speech comes to life with the recommended packages.
mkdir -p build/work/linked/debian
printf 'Source: kiosk\n\nPackage: kiosk\nArchitecture: any\n' >build/work/linked/debian/control
ln -s ../../../dist/kiosk build/work/linked/bundle
linked=$(
    cd build/work/linked
    find bundle/ -type f \( -name '*.so*' -o -perm -u=x \) ! -name '*speechd*' |
        xargs dpkg-shlibdeps -O --ignore-missing-info $(find bundle/ -name '*.so*' -printf '-l%h\n' | sort -u) 2>messages |
        sed -n 's/^shlibs:Depends=//p'
)
[ -n "$linked" ] || { cat build/work/linked/messages >&2 && exit 1; }
size=$(du -sk --apparent-size --exclude=DEBIAN "$root" | cut -f1)
sed "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@SIZE@/$size/; s/@LINKED@/$linked/; s/@MAINTAINER@/$maintainer/
    s#@HOMEPAGE@#${HOMEPAGE:-}#; /^Homepage: \$/d" packaging/debian/control >"$root/DEBIAN/control"
cp packaging/debian/conffiles packaging/debian/postinst packaging/debian/prerm packaging/debian/postrm "$root/DEBIAN"
(cd "$root" && find etc usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
chmod -R u=rwX,go=rX "$root"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group --threads-max=1 -Zxz -z9 --build "$root" "$deb" >/dev/null
(cd dist && cp kiosk/sbom.cdx.json kiosk.cdx.json && sha256sum "$(basename "$deb")" kiosk.cdx.json >SHA256SUMS)
du -sm --apparent-size dist/kiosk "$deb"
