"""The package on a whole machine, in QEMU: run by `packaging/vm.sh`."""
