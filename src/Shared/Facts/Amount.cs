using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>A number that an option of some stage gave, or the checkpoint that it loads.</summary>
/// <param name="Number">The number.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Option">The option; empty where a checkpoint said it.</param>
/// <param name="Value">Its value.</param>
internal sealed record Established(double Number, CheckedStage Stage, string Option, OptionValue Value);

/// <summary>A number: of two, the lower or the higher one counts.</summary>
internal sealed class Amount(Fact fact, bool lowest) : FlowFact<Established>(fact)
{
    /// <inheritdoc/>
    protected override Known<Established> Establish(CheckedStage stage, DeclaredAttribute declaration)
    {
        var option = declaration.Text("Option");
        if (option.Length == 0)
            return stage.Checkpoint is { } checkpoint && Fact == Fact.ContextLength ? Of(checkpoint.ContextLength, stage) : Known<Established>.Unknown;
        // No number of problems, and no length, is 0: where an option is, it sets no limit.
        return stage.Part[option] is { Number: > 0 and var number } value
            ? Known<Established>.Of(new(number, stage, option, value))
            : Known<Established>.Unknown;
    }

    private static Known<Established> Of(long number, CheckedStage stage)
    {
        var folder = stage.Part[stage.Part.Declaration.LoadsCheckpoint ?? ""];
        return Known<Established>.Of(new(number, stage, "", new()
        {
            Text = number.ToString(CultureInfo.InvariantCulture),
            Number = number,
            IsGiven = true,
            Mark = folder?.Mark ?? stage.Part.Mark,
        }));
    }

    /// <inheritdoc/>
    protected override Known<Established> Join(Established first, Established second) =>
        Known<Established>.Of(first.Number < second.Number == lowest ? first : second);
}
