using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>Which stage something began at: values are stages, and two different ones make it unknown.</summary>
internal sealed class Lineage(Fact fact) : FlowFact<CheckedStage>(fact)
{
    /// <inheritdoc/>
    protected override Known<CheckedStage> Establish(CheckedStage stage, DeclaredAttribute declaration) =>
        declaration.Flag("Value", otherwise: true) ? Known<CheckedStage>.Of(stage) : Known<CheckedStage>.Unknown;

    /// <inheritdoc/>
    protected override Known<CheckedStage> Join(CheckedStage first, CheckedStage second) =>
        first == second ? Known<CheckedStage>.Of(first) : Known<CheckedStage>.Unknown;
}
