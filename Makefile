# The same words as packaging/dev.py, for those whose fingers know make.
.PHONY: run test bench tour build
run test bench tour build:
	python3 packaging/dev.py $@
