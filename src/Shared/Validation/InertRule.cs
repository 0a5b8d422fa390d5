using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether options that are given have an effect, by the conditions declared on their properties: KIMI5006.</summary>
internal static class InertRule
{
    /// <summary>Finds what is wrong. A condition that is not known counts as met.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        recipe.Stages.SelectMany(stage => stage.Parts, Check).SelectMany(found => found);

    /// <summary>Finds what is wrong with the options of a part that is on no stage.</summary>
    public static IEnumerable<Finding> Check(CheckedPart part) => Check(null, part);

    /// <summary>Whether an option has an effect, as far as that is known.</summary>
    public static bool Matters(CheckedStage stage, CheckedPart part, OptionDeclaration option) =>
        part[option.Name] is not { } value || Check(stage, part, option, value) is null;

    /// <summary>What is wrong with an option that is given the value that it has anyway, which is told at build alone; null where it has an effect.</summary>
    public static Finding? OfDefault(CheckedStage stage, CheckedPart part, string option) =>
        part.Declaration.Option(option) is { } declared && part[option] is { } value && value.Text == declared.Default?.Text
            ? Check(stage, part, declared, value)
            : null;

    private static IEnumerable<Finding> Check(CheckedStage? stage, CheckedPart part)
    {
        foreach (var (name, value) in part.Values)
        {
            if (value.IsGiven && part.Declaration.Option(name) is { } option && value.Text != option.Default?.Text
                && Check(stage, part, option, part[option.Name]!) is { } problem)
                yield return problem;
        }
    }

    private static Finding? Check(CheckedStage? stage, CheckedPart part, OptionDeclaration option, OptionValue value)
    {
        if (stage is not null && Ignored(stage, part, option) is { } why)
            return Told(part, option, value, $"stage '{stage.Name}' is {Words.A($"[{stage.Part.Label}]")}, which {why}", "", []);
        var reasons = new List<Reason>();
        foreach (var condition in option.FindAll("MattersWhen"))
        {
            if ((Unmet(stage, part, option, condition) ?? Idle(stage, part, option, condition)) is not { } reason)
                return null;
            reasons.Add(reason);
        }

        foreach (var condition in option.FindAll("MattersWith"))
        {
            var type = (string)condition.Arguments[0]!;
            if (stage?.Components.Any(component => component.Types.Contains(type)) != false)
                return null;
            reasons.Add(new($"the stage has no {Label(type)}", "", null));
        }

        if (reasons.Count == 0)
            return null;
        var deciding = reasons.Where(reason => reason.Name.Length > 0).Select(reason => reason.Name).Distinct().ToList();
        return Told(
            part, option, value,
            Words.List([.. reasons.Select(r => r.Text).Distinct()], "and"),
            deciding.Count == 0 ? "" : $", or change {Words.List(deciding, "or")}",
            reasons.Select(reason => reason.Decides?.Mark ?? value.Mark));
    }

    private static Finding Told(CheckedPart part, OptionDeclaration option, OptionValue value, string why, string otherwise, IEnumerable<int> causes) => new(
        Ids.GivenAndInert,
        value.Mark,
        $"{option.Name} of [{part.Label}] is {value.Text}, which has no effect, since {why}: leave it out{otherwise}")
    {
        Causes = [value.Mark, .. causes],
    };

    // Why the stage makes nothing of a component's option; null where it does.
    private static string? Ignored(CheckedStage stage, CheckedPart part, OptionDeclaration option) => stage.Part.Declaration.Ignores
        .Where(ignores => ignores.Arguments[1] as string == option.Name && part.Types.Contains(ignores.Arguments[0]))
        .Concat(option.FindAll("IgnoredOn").Where(ignored => ignored.List(0).Contains(stage.Part.Types[0])
            && stage.Components.Any(component => component != part && component.Types.Any(ignored.Texts("Beside").Contains))))
        .Select(ignores => ignores.Text("Because"))
        .FirstOrDefault();

    // Why a condition is not met; null when it is, or when it is not known.
    private static Reason? Unmet(CheckedStage? stage, CheckedPart part, OptionDeclaration option, DeclaredAttribute condition)
    {
        if (Operands.Find(stage, part, (string)condition.Arguments[0]!) is not { } decides)
            return null;
        var (other, times) = (condition.Text("Other"), condition.Text("Times"));
        var limit = other.Length > 0 ? Operands.Find(stage, part, other) : null;
        var factor = times.Length > 0 ? Operands.Find(stage, part, times) : null;
        if ((other.Length > 0 && limit is null) || (times.Length > 0 && (factor is null || Operands.Number(factor.Value.Value) is null)))
            return null;
        if (limit is { Value.Number: { } one } whole && factor is { } by)
        {
            var product = RangeConstraint.Written(one * Operands.Number(by.Value)!.Value);
            limit = ($"{whole.Name} × {by.Name}", whole.Value with { Text = product, Number = one * Operands.Number(by.Value) });
        }

        var comparison = (Comparison)Convert.ToInt32(condition.Arguments[1], CultureInfo.InvariantCulture);
        var isMet = limit is { } known
            ? Compared.IsMet(decides.Value, comparison, known.Value.Text, known.Value.Number)
            : Compared.IsMet(decides.Value, comparison, condition.Arguments[2] as string ?? "");
        if (isMet)
            return null;
        if (limit is not { } than)
            return new($"{decides.Name} is {decides.Value.Text}", decides.Name, decides.Value);
        if (comparison == Comparison.DifferentFrom)
        {
            return new(
                decides.Name == option.Name ? $"{than.Name} is that too" : $"{decides.Name} is {decides.Value.Text}, and so is {than.Name}",
                than.Name, than.Value);
        }

        var order = comparison == Comparison.Below ? "below" : "above";
        return decides.Name == option.Name
            ? new($"it is not {order} {than.Name}, {than.Value.Text}", than.Name, than.Value)
            : new($"{decides.Name}, {decides.Value.Text}, is not {order} {than.Name}, {than.Value.Text}", decides.Name, decides.Value);
    }

    // Why the option that decides has no effect itself, which leaves this one without; null where it has, or where that depends on this one.
    private static Reason? Idle(CheckedStage? stage, CheckedPart part, OptionDeclaration option, DeclaredAttribute condition)
    {
        var name = (string)condition.Arguments[0]!;
        if (name == option.Name || part.Declaration.Option(name) is not { } decides || decides.FindAll("MattersWith").Any())
            return null;
        Reason? first = null;
        foreach (var other in decides.FindAll("MattersWhen"))
        {
            if (other.Arguments[0] as string == option.Name || other.Text("Other") == option.Name || Unmet(stage, part, decides, other) is not { } reason)
                return null;
            first ??= reason;
        }

        return first;
    }

    private static string Label(string type) =>
        ComponentKind.All.FirstOrDefault(kind => type == $"Kimi.Dsl.{kind.AttributeClass}")?.Noun
            ?? $"[{AttributeClass.WithoutSuffix(type.Substring(type.LastIndexOf('.') + 1))}]";

    private sealed record Reason(string Text, string Name, OptionValue? Decides);
}
