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
/// <param name="fact">The fact.</param>
/// <param name="lowest">Whether of two the lower one counts.</param>
/// <param name="made">The number of what the counted things are made of; null for none.</param>
internal sealed class Amount(Fact fact, bool lowest, Amount? made = null) : FlowFact<Established>(fact)
{
    /// <inheritdoc/>
    protected override Known<Established> Establish(CheckedStage stage, DeclaredAttribute declaration)
    {
        var option = declaration.Text("Option");
        if (declaration.Flag("Limits", otherwise: false))
            return Limited(stage, declaration, option);
        if (option.Length == 0)
            return stage.Checkpoint is { } checkpoint && Fact == Fact.ContextLength ? Of(checkpoint.ContextLength, stage) : Known<Established>.Unknown;
        // No number of problems, and no length, is 0: where an option is, it sets no limit.
        return stage.Part[option] is { Number: > 0 and var number } value
            ? Known<Established>.Of(new(number, stage, option, value))
            : Known<Established>.Unknown;
    }

    // At most as many as there are of what they are made of, or as an option allows, times those that are made of each.
    private Known<Established> Limited(CheckedStage stage, DeclaredAttribute declaration, string option)
    {
        var limit = option.Length > 0 ? stage.Part[option] : null;
        if ((option.Length > 0 && limit?.Number is null) || Times(stage, declaration) is not { } times)
            return Known<Established>.Unknown;
        var most = limit?.Number ?? 0;
        var all = (made ?? this).JoinOf(stage.Ingredients.Where(input => !input.Source.Output.IsModel).Select(input => input.Source));
        if (most > 0 && !(all.HasValue && all.Value!.Number <= most))
            return Known<Established>.Of(new(most * times, stage, option, limit!));
        return all.HasValue ? Known<Established>.Of(all.Value! with { Number = all.Value!.Number * times }) : Known<Established>.Unknown;
    }

    private static double? Times(CheckedStage stage, DeclaredAttribute declaration) =>
        declaration.Text("Times") is { Length: > 0 } option ? stage.Part[option]?.Number : 1;

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
