using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>The options that a relation names: those of the part that declares it, or else of the stage that it is on.</summary>
internal static class Operands
{
    /// <summary>
    /// An option's value and what a message calls it; null when it is not known, or one that the option does not allow, which is told already.
    /// </summary>
    public static (string Name, OptionValue Value)? Find(CheckedStage? stage, CheckedPart part, string option)
    {
        // Within one attribute, its class also says what a value is that nobody gives.
        var initial = part.Declaration.Option(option)?.Initial;
        if ((part[option] ?? (initial is null ? null : initial with { Mark = part.Mark })) is { } own)
            return IsAllowed(part, option, own) ? (option, own) : null;
        return stage is not null && part != stage.Part && stage.Part[option] is { } value && IsAllowed(stage.Part, option, value)
            ? ($"{option} of stage '{stage.Name}'", value)
            : null;
    }

    /// <summary>Whether an option allows its value.</summary>
    public static bool IsAllowed(CheckedPart part, string option, OptionValue value) =>
        part.Declaration.Option(option) is not { } declared || OptionRules.Fault(declared, value) is null;

    /// <summary>Several numbers; null when one of them is not known.</summary>
    public static IReadOnlyList<(string Name, OptionValue Value)>? FindAll(CheckedStage stage, CheckedPart part, IEnumerable<string> options)
    {
        var found = new List<(string Name, OptionValue Value)>();
        foreach (var option in options)
        {
            if (Find(stage, part, option) is not { } operand || Number(operand.Value) is null)
                return null;
            found.Add(operand);
        }

        return found;
    }

    /// <summary>The number that a value counts as: of a list, its length, if it has any.</summary>
    public static double? Number(OptionValue value) => value.Number ?? (value.Length > 0 ? value.Length : null);

    /// <summary>Where somebody wrote something: a default is not to blame when another value was given.</summary>
    public static int Place(CheckedPart part, IEnumerable<OptionValue> values) => values.FirstOrDefault(value => value.IsGiven)?.Mark ?? part.Mark;
}
