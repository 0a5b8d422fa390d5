#!/usr/bin/env bash
# Publishes the measuring application for Linux on x64, without libtorch and with .NET in it, into a folder that is carried to a machine with a GPU.
set -euo pipefail
cd "$(dirname "$0")"
folder=${1:-published}
rm -rf "$folder"
dotnet publish Kimi.Gpu.csproj -c Release -r linux-x64 --self-contained -p:KimiDevice=none \
    -p:PublishSingleFile=true -p:EnableCompressionInSingleFile=true -p:DebugType=none -o "$folder"
rm -f "$folder"/*.xml "$folder"/*.pdb
du -sh "$folder"
