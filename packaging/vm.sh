#!/bin/bash
# Try the .deb on a whole machine: QEMU with a real tty1, a graphics card, a keyboard and a touch panel. Makes a Debian with a kernel
# in a file, installs the kiosk into it, and hands it to tests/vm/trial.py, which says what it tries. No special processor is needed.
#
#   packaging/vm.sh [DEB]         as root, after make package; pictures in dist/vm
#
# SUITE says which Debian: bookworm or trixie. Needs the packages mmdebstrap, e2fsprogs, mount and openssh-client, a Debian mirror
# ($MIRROR, or the one that mmdebstrap knows), and 5 GB in $TMPDIR. QEMU is that of Debian 13, in a folder: the one of Debian 12 has no
# touch panel.
set -euo pipefail
cd "$(dirname "$0")/.."
deb=$(realpath "${1:-$(ls dist/kiosk_*.deb)}")
work=$(mktemp -d "${TMPDIR:-/tmp}/kiosk-vm.XXXXXX")
finish() {
    umount -q "$work/emulator/dev" "$work/emulator$work" || true
    rm -rf --one-file-system "$work"
}
trap finish EXIT
suite=${SUITE:-bookworm}

ssh-keygen -q -t ed25519 -N "" -f "$work/key"
cat >"$work/network" <<'END'
[Match]
Type=ether
[Network]
Address=10.0.2.15/24
END
began=$(date +%s)
mmdebstrap --quiet --variant=minbase --include=systemd-sysv,dbus,udev,procps,kmod,initramfs-tools,linux-image-amd64,openssh-server,overlayroot,xdotool \
    --customize-hook="upload $deb /root/kiosk.deb" \
    --customize-hook='chroot "$1" apt-get install -qq -y --no-install-recommends /root/kiosk.deb >/dev/null' \
    --customize-hook="upload $work/key.pub /root/key" \
    --customize-hook="upload $work/network /etc/systemd/network/vm.network" \
    --customize-hook='install -D -m 0600 "$1/root/key" "$1/root/.ssh/authorized_keys" && mkdir -p "$1/var/log/journal"' \
    --customize-hook='chroot "$1" systemctl enable -q systemd-networkd' \
    "$suite" "$work/root" ${MIRROR:+"$MIRROR"}
cp "$work"/root/boot/vmlinuz-* "$work/kernel"
cp "$work"/root/boot/initrd.img-* "$work/initrd"
mkfs.ext4 -q -d "$work/root" "$work/disk" 4G
rm -rf "$work/root"
echo "a $suite with the kiosk in $(($(date +%s) - began)) s"
mmdebstrap --quiet --variant=minbase --include=qemu-system-x86 trixie "$work/emulator" ${MIRROR:+"$MIRROR"}
mkdir -p "$work/emulator$work"
mount --bind /dev "$work/emulator/dev"
mount --bind "$work" "$work/emulator$work"
QEMU="chroot $work/emulator qemu-system-x86_64" python3 -m tests.vm.trial "$work" dist/vm
