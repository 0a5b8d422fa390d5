namespace Kimi.Shared.Recipes;

/// <summary>A type of artifact.</summary>
/// <param name="Name">Its full name.</param>
internal readonly record struct ArtifactType(string Name)
{
    /// <summary>One of them, as a message writes it.</summary>
    public string Noun => IsPolicy ? "policy" : IsCorpus ? "corpus" : "artifact";

    /// <summary>Several of them, as a message writes it.</summary>
    public string Nouns => IsPolicy ? "policies" : IsCorpus ? "corpora" : "artifacts";

    public bool IsPolicy => Name == "Kimi.Dsl.Policy";

    public bool IsRewardModel => Name == "Kimi.Dsl.RewardModel";

    public bool IsModel => IsPolicy || IsRewardModel;

    public bool IsPromptSet => Name == "Kimi.Dsl.PromptSet";

    public bool IsCorpus => Name == "Kimi.Dsl.Corpus";

    public bool IsDemonstrations => Name == "Kimi.Dsl.Demonstrations";

    public bool IsPreferences => Name == "Kimi.Dsl.Preferences";

    public bool IsMeasurement => Name is "Kimi.Dsl.Evaluation" or "Kimi.Dsl.PerplexityReport" or "Kimi.Dsl.RewardModelComparison";
}
