using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>Which stage something began at: values are stages, and two at which different things began make it unknown.</summary>
internal sealed class Lineage(Fact fact) : FlowFact<CheckedStage>(fact)
{
    /// <summary>Whether one thing began at two stages: they are the same, or the option that determines it has one value in both.</summary>
    public bool AreOne(CheckedStage first, CheckedStage second) => first == second || (Content(first) is { } content && content == Content(second));

    /// <inheritdoc/>
    protected override Known<CheckedStage> Establish(CheckedStage stage, DeclaredAttribute declaration) =>
        declaration.Flag("Value", otherwise: true) ? Known<CheckedStage>.Of(stage) : Known<CheckedStage>.Unknown;

    /// <inheritdoc/>
    protected override Known<CheckedStage> Join(CheckedStage first, CheckedStage second) =>
        AreOne(first, second) ? Known<CheckedStage>.Of(first) : Known<CheckedStage>.Unknown;

    private (string Stage, string Value)? Content(CheckedStage stage) =>
        stage.Part[stage.Part.Declaration.Establishes(Fact)?.Text("Option") ?? ""] is { } value ? (stage.Part.Types[0], value.Text) : null;
}
