using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether option values are ones that the option allows: KIMI5001, KIMI3001, KIMI4008.</summary>
internal static class OptionRules
{
    /// <summary>Finds what is wrong with the values that were given; what a default lacks, a configuration may still supply.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe)
    {
        foreach (var part in recipe.Stages.SelectMany(stage => stage.Parts))
        {
            foreach (var (name, value) in part.Values)
            {
                if (value.IsGiven && part.Declaration.Option(name) is { } option && Fault(option, value) is var (id, sentence))
                    yield return new(id, value.Mark, sentence) { Suggestion = NearestValue.Of(option, value), Causes = [value.Mark] };
            }
        }
    }

    /// <summary>What is wrong with one value.</summary>
    public static IEnumerable<(string Id, string Sentence)> Check(OptionDeclaration option, OptionValue value) =>
        Fault(option, value) is { } fault ? [fault] : [];

    /// <summary>What is wrong with one value; null for one that is allowed. Several rules ask this of most values.</summary>
    public static (string Id, string Sentence)? Fault(OptionDeclaration option, OptionValue value)
    {
        foreach (var constraint in option.Constraints)
        {
            if (constraint.Check(option.Name, value) is { } fault)
                return fault;
        }

        return NoMember(option, value) ?? Null(option, value);
    }

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
