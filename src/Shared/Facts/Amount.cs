using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>A number that an option of some stage gave.</summary>
/// <param name="Number">The number.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Option">The option.</param>
/// <param name="Value">Its value.</param>
internal sealed record Established(double Number, CheckedStage Stage, string Option, OptionValue Value);

/// <summary>A number: of two, the lower or the higher one counts.</summary>
internal sealed class Amount(Fact fact, bool lowest) : FlowFact<Established>(fact)
{
    /// <inheritdoc/>
    protected override Known<Established> Establish(CheckedStage stage, DeclaredAttribute declaration)
    {
        var option = declaration.Text("Option");
        return stage.Part[option] is { Number: { } number } value ? Known<Established>.Of(new(number, stage, option, value)) : Known<Established>.Unknown;
    }

    /// <inheritdoc/>
    protected override Known<Established> Join(Established first, Established second) =>
        Known<Established>.Of(first.Number < second.Number == lowest ? first : second);
}
