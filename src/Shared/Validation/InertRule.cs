using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether options that are given have an effect, by the conditions declared on their properties: KIMI5006.</summary>
internal static class InertRule
{
    /// <summary>Finds what is wrong. A condition that is not known counts as met.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from option in part.Declaration.Options
        where part[option.Name] is { IsGiven: true } value && value.Text != option.Default?.Text
        let problem = Check(stage, part, option, part[option.Name]!)
        where problem is not null
        select problem;

    /// <summary>Whether an option has an effect, as far as that is known.</summary>
    public static bool Matters(CheckedStage stage, CheckedPart part, OptionDeclaration option) =>
        part[option.Name] is not { } value || Check(stage, part, option, value) is null;

    private static Finding? Check(CheckedStage stage, CheckedPart part, OptionDeclaration option, OptionValue value)
    {
        var reasons = new List<Reason>();
        foreach (var condition in option.FindAll("MattersWhen"))
        {
            if (Unmet(stage, part, condition) is not { } reason)
                return null;
            reasons.Add(reason);
        }

        foreach (var condition in option.FindAll("MattersWith"))
        {
            var type = (string)condition.Arguments[0]!;
            if (stage.Components.Any(component => component.Types.Contains(type)))
                return null;
            reasons.Add(new($"the stage has no {Label(type)}", "", null));
        }

        if (reasons.Count == 0)
            return null;
        var deciding = reasons.Where(reason => reason.Name.Length > 0).Select(reason => reason.Name).Distinct().ToList();
        return new(
            Ids.GivenAndInert,
            value.Mark,
            $"{option.Name} of [{part.Label}] is {value.Text}, which has no effect, since {Words.List([.. reasons.Select(r => r.Text).Distinct()], "and")}: "
            + $"leave it out{(deciding.Count == 0 ? "" : $", or change {Words.List(deciding, "or")}")}")
        {
            Causes = [value.Mark, .. reasons.Select(reason => reason.Decides?.Mark ?? value.Mark)],
        };
    }

    // Why a condition is not met; null when it is, or when it is not known.
    private static Reason? Unmet(CheckedStage stage, CheckedPart part, DeclaredAttribute condition)
    {
        if (Operands.Find(stage, part, (string)condition.Arguments[0]!) is not { } decides)
            return null;
        var other = condition.Text("Other");
        var limit = other.Length > 0 ? Operands.Find(stage, part, other) : null;
        if (other.Length > 0 && limit is null)
            return null;
        var comparison = (Comparison)Convert.ToInt32(condition.Arguments[1], CultureInfo.InvariantCulture);
        var isMet = limit is { } known
            ? IsMet(decides.Value, comparison, known.Value.Text, known.Value.Number)
            : IsMet(decides.Value, comparison, condition.Arguments[2] as string ?? "", Number(condition.Arguments[2]));
        if (isMet)
            return null;
        return limit is not { } than
            ? new($"{decides.Name} is {decides.Value.Text}", decides.Name, decides.Value)
            : new($"{decides.Name}, {decides.Value.Text}, is not {(comparison == Comparison.Below ? "below" : "above")} {than.Name}, {than.Value.Text}",
                decides.Name, decides.Value);
    }

    private static bool IsMet(OptionValue value, Comparison comparison, string text, double? number) => comparison switch
    {
        Comparison.EqualTo => value.Number is { } left && number is { } right ? left == right : value.Text == text,
        Comparison.DifferentFrom => !IsMet(value, Comparison.EqualTo, text, number),
        Comparison.Above => !(value.Number <= number),
        _ => !(value.Number >= number),
    };

    private static double? Number(object? text) =>
        double.TryParse(text as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Label(string type) =>
        ComponentKind.All.FirstOrDefault(kind => type == $"Kimi.Dsl.{kind.AttributeClass}")?.Noun
            ?? $"[{AttributeClass.WithoutSuffix(type.Substring(type.LastIndexOf('.') + 1))}]";

    private sealed record Reason(string Text, string Name, OptionValue? Decides);
}
