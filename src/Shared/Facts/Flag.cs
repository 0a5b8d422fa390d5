using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>Whether something holds: two different answers make it unknown.</summary>
internal class Flag(Fact fact) : FlowFact<bool>(fact)
{
    /// <inheritdoc/>
    protected override Known<bool> Establish(CheckedStage stage, DeclaredAttribute declaration) =>
        declaration.Name == "Provides" ? Provided(stage, declaration) : Known<bool>.Of(declaration.Flag("Value", otherwise: true));

    private static Known<bool> Provided(CheckedStage stage, DeclaredAttribute declaration)
    {
        var (option, or) = (stage.Part[declaration.Text("Option")], stage.Part[declaration.Text("Or")]);
        if (or is { Length: > 0 } || (option is not null && declaration.Texts("Values").Contains(option.Text)))
            return Known<bool>.Of(true);
        return option is null && declaration.Text("Option").Length > 0 ? Known<bool>.Unknown : Known<bool>.Of(false);
    }

    /// <inheritdoc/>
    protected override Known<bool> Join(bool first, bool second) => first == second ? Known<bool>.Of(first) : Known<bool>.Unknown;
}
