using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a policy's tokenizer has the characters of the texts that it reads and writes: KIMI6009.</summary>
internal static class TextRule
{
    /// <summary>Finds what is wrong. A tokenizer of bytes has all characters, and one from elsewhere is not known.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts) =>
        from stage in recipe.Stages
        let tokenizer = Alphabet(stage, facts)
        where tokenizer is not null
        from part in stage.Parts
        from option in part.Declaration.Options
        where option.Find("WrittenByThePolicy") is not null
        let value = part[option.Name]
        where value is not null && InertRule.Matters(stage, part, option)
        let missing = Missing(option, value, tokenizer.Value.Characters)
        where missing.Count > 0
        select new Finding(
            Ids.MissingCharacters,
            value.IsGiven ? value.Mark : part.Mark,
            $"{option.Name} of [{part.Label}] on stage '{stage.Name}' has {Words.List([.. missing.Take(5).Select(c => $"'{VisibleText.Line(c)}'")], "and")}, "
            + $"which the alphabet of '{tokenizer.Value.Root.Name}' lacks, so its policies can neither read nor write that: write it with other characters, "
            + "or add them to the alphabet")
        {
            Causes = [value.Mark, .. tokenizer.Value.Root.Part["Alphabet"] is { } alphabet ? [alphabet.Mark] : Array.Empty<int>()],
        };

    private static (CheckedStage Root, HashSet<string> Characters)? Alphabet(CheckedStage stage, RecipeFacts facts)
    {
        var root = stage.Policies.Select(policy => facts.Tokenizer[policy.Source]).FirstOrDefault(known => known.HasValue).Value;
        return root?.Part.Declaration.TransformerShape is { } shape && root.Part[shape.Text("Alphabet")] is { Length: > 0, Texts.Count: 1 } alphabet
            ? (root, [.. Characters.Of(alphabet.Texts[0])])
            : null;
    }

    private static IReadOnlyList<string> Missing(OptionDeclaration option, OptionValue value, HashSet<string> alphabet)
    {
        var form = option.Constraints.FirstOrDefault(constraint => constraint is PlaceholdersConstraint or LinearPatternConstraint);
        return [.. value.Texts.SelectMany(text => Characters.Of(Written(text))).Where(character => !alphabet.Contains(character)).Distinct()];

        string Written(string text) => form switch
        {
            PlaceholdersConstraint => PlaceholdersConstraint.Plain(text),
            LinearPatternConstraint => PatternLiterals.Of(text),
            _ => text,
        };
    }
}
