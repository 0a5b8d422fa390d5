using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>Whether a policy has an adapter beside its weights: a stage that trains one gives it one.</summary>
internal sealed class AdapterFact() : Flag(Fact.Adapter)
{
    /// <inheritdoc/>
    protected override Known<bool>? Given(CheckedStage stage) =>
        stage.Components.Any(component => component.Component == ComponentKind.Adapter) ? Known<bool>.Of(true) : null;
}
