using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>Whether something holds: two different answers make it unknown.</summary>
internal sealed class Flag(Fact fact) : FlowFact<bool>(fact)
{
    /// <inheritdoc/>
    protected override Known<bool> Establish(CheckedStage stage, DeclaredAttribute declaration) => Known<bool>.Of(declaration.Flag("Value", otherwise: true));

    /// <inheritdoc/>
    protected override Known<bool> Join(bool first, bool second) => first == second ? Known<bool>.Of(first) : Known<bool>.Unknown;
}
