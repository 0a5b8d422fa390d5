using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether option values are ones that the option allows: KIMI5001, KIMI3001, KIMI4008.</summary>
internal static class OptionRules
{
    /// <summary>Finds what is wrong with the values that were given; what a default lacks, a configuration may still supply.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        from part in stage.Parts
        from entry in part.Values
        where entry.Value.IsGiven
        let option = part.Declaration.Option(entry.Name)
        where option is not null
        from fault in Check(option, entry.Value)
        select new Finding(fault.Id, entry.Value.Mark, fault.Sentence) { Suggestion = NearestValue.Of(option, entry.Value), Causes = [entry.Value.Mark] };

    /// <summary>What is wrong with one value.</summary>
    public static IEnumerable<(string Id, string Sentence)> Check(OptionDeclaration option, OptionValue value) =>
        option.Constraints.Select(constraint => constraint.Check(option.Name, value)).Append(NoMember(option, value)).Append(Null(option, value))
            .Where(fault => fault is not null)
            .Select(fault => fault!.Value)
            .Take(1);

    // A number that is cast to an enumeration.
    private static (string Id, string Sentence)? NoMember(OptionDeclaration option, OptionValue value) =>
        option.Type is ChoiceType { IsFlags: false } choice && !choice.Names.Contains(value.Text)
            ? (Ids.OptionValue, OptionSentences.NotAllowed(option.Name, value.Text, Words.List(choice.Names, "and")))
            : null;

    private static (string Id, string Sentence)? Null(OptionDeclaration option, OptionValue value) =>
        value.Text == "null" && option is { Type: TextType, Default: { Text: not "null" } }
            ? (Ids.OptionValue, $"{option.Name} is null: give it a value, or leave it out")
            : null;
}
