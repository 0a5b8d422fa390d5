#!/usr/bin/env bash
# Installs what the tests of category PythonTorch compare logits with: Debian's PyTorch and Pillow for Debian's Python. Then run the tests with
# KIMI_TEST_PYTHON=/usr/bin/python3. It needs the rights of an administrator.
set -euo pipefail
if /usr/bin/python3 -c 'import torch, PIL' 2>/dev/null; then exit 0; fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-torch python3-pil >/dev/null
