using System.ComponentModel;

namespace Kimi.Dsl;

/// <summary>
/// Takes a policy from elsewhere: a Hugging Face folder with <c>config.json</c>, safetensors files and <c>tokenizer.json</c>, of the family Llama, Qwen2 or
/// Qwen3. Its files are copied into the store as they are.
/// </summary>
/// <remarks>
/// A policy whose files say something that is not supported is refused before the run begins, since it would compute something else. Where
/// <c>config.json</c> is an <c>AdditionalFiles</c> item of the project, the build knows its context and size.
/// </remarks>
[Establishes(Fact.Architecture)]
[Establishes(Fact.Tokenizer, Option = nameof(Folder))]
[Establishes(Fact.ContextLength)]
[LoadsCheckpoint(nameof(Folder))]
[UsesMemory(MemoryUse.Weights)]
public sealed class LoadPolicyAttribute : StageAttribute<Policy>
{
    private static readonly string[] s_patterns = ["*.json", "*.safetensors", "*.jinja", "merges.txt", "tokenizer.model"];

    /// <summary>Takes the policy in a folder that is given elsewhere, such as with <c>--set</c>.</summary>
    public LoadPolicyAttribute()
    {
    }

    /// <summary>Takes the policy in a folder.</summary>
    /// <param name="folder">The folder.</param>
    public LoadPolicyAttribute(string folder) => Folder = folder;

    /// <summary>The folder, absolute or relative to the working folder. Default: empty; give it here or with <c>--set</c>.</summary>
    [NotContaining("://", Because = "only what is on this machine is read: download it, and name the folder")]
    [NotContaining("~/", AtStart = true, Because = "only a shell knows whose folder '~' is: write the folder itself, or a path from the working folder")]
    [NotContaining(".safetensors", ".bin", ".gguf", ".json", AtEnd = true, Because = "a folder is loaded: name the one that the file is in")]
    [DefaultValue("")]
    public string Folder { get; set; } = "";

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => Directory.Exists(Folder)
        ? s_patterns.SelectMany(pattern => Directory.EnumerateFiles(Folder, pattern)).Order(StringComparer.Ordinal)
        : [];
}
