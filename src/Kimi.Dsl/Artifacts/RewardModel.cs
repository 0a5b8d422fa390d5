namespace Kimi.Dsl;

/// <summary>
/// A model that judges responses (paper 2.3.5): a Hugging Face folder like that of a <see cref="Policy"/>, with <c>reward_model.json</c>, which holds its kind,
/// its template and what it needs to judge, and, for a classic one, <c>value_head.safetensors</c>.
/// </summary>
/// <param name="Folder">The folder's path.</param>
public sealed record RewardModel(string Folder) : Artifact;
