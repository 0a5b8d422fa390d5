namespace Kimi.Shared.Recipes;

/// <summary>A type of artifact.</summary>
/// <param name="Name">Its full name.</param>
internal readonly record struct ArtifactType(string Name)
{
    public bool IsPolicy => Name == "Kimi.Dsl.Policy";

    public bool IsRewardModel => Name == "Kimi.Dsl.RewardModel";

    public bool IsModel => IsPolicy || IsRewardModel;

    public bool IsPromptSet => Name == "Kimi.Dsl.PromptSet";

    public bool IsCorpus => Name == "Kimi.Dsl.Corpus";

    public bool IsPreferences => Name == "Kimi.Dsl.Preferences";

    public bool IsMeasurement => Name is "Kimi.Dsl.Evaluation" or "Kimi.Dsl.PerplexityReport" or "Kimi.Dsl.RewardModelComparison";
}
