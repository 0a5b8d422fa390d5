namespace Kimi.Dsl;

/// <summary>
/// A language model: a Hugging Face folder with <c>config.json</c>, <c>model.safetensors</c>, <c>tokenizer.json</c>,
/// <c>tokenizer_config.json</c> and <c>generation_config.json</c>.
/// </summary>
/// <param name="Folder">The folder's path.</param>
public sealed record Policy(string Folder) : Artifact;
