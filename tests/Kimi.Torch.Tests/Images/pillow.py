#!/usr/bin/env python3
"""Reads an image file and resizes it by Pillow: python3 pillow.py FILE WIDTH HEIGHT FILTER

Writes red, green and blue of each pixel, as hexadecimal digits, by rows: of the image as it is, and of the resized one on a second line. FILTER is Pillow's
number: 2 bilinear, 3 bicubic.
"""
import sys

from PIL import Image, ImageOps

image = ImageOps.exif_transpose(Image.open(sys.argv[1])).convert('RGB')
print(image.tobytes().hex())
print(image.resize((int(sys.argv[2]), int(sys.argv[3])), int(sys.argv[4])).tobytes().hex())
