using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether a policy's tokenizer has the characters of the texts that it reads and writes: KIMI6009.</summary>
internal static class TextRule
{
    /// <summary>Finds what is wrong. A tokenizer of bytes has all characters, and one from elsewhere is not known.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        foreach (var stage in recipe.Stages)
        {
            if (Alphabet(stage, facts) is not var (root, characters))
                continue;
            foreach (var found in Options(stage, root, characters).Concat(Always(stage, root, characters)).Concat(Answers(stage, root, characters)))
                yield return found;
        }
    }

    // What a component has the policy write whatever its options are.
    private static IEnumerable<Finding> Always(CheckedStage stage, CheckedStage root, HashSet<string> characters) =>
        from part in stage.Parts
        from text in part.Declaration.Written
        let missing = Missing([text], characters)
        where missing.Count > 0
        select new Finding(
            Ids.MissingCharacters,
            part.Mark,
            $"[{part.Label}] on stage '{stage.Name}' has the policy write {text}, and the alphabet of '{root.Name}' lacks {Some(missing)}, "
            + $"so it never does: add them to the alphabet, or put another form in the place of [{part.Label}]")
        {
            Causes = Causes(root),
        };

    private static IEnumerable<Finding> Answers(CheckedStage stage, CheckedStage root, HashSet<string> characters) =>
        from part in stage.Parts
        let ways = (from option in part.Declaration.OptionsWith("FindsAnswerBy")
                    let way = option.Find("FindsAnswerBy")
                    where way is not null && part[option.Name]?.Text != "false"
                    select (option.Name, Missing: Missing([(string)way.Arguments[0]!], characters))).ToList()
        where ways.Count > 0 && ways.All(way => way.Missing.Count > 0)
        select new Finding(
            Ids.MissingCharacters,
            part.Mark,
            $"[{part.Label}] on stage '{stage.Name}' finds answers by {Words.List([.. ways.Select(way => way.Name)], "and")} alone, "
            + $"and the alphabet of '{root.Name}' lacks {Some(ways[0].Missing)} for that, so no response has an answer: "
            + "let another form count, or add them to the alphabet")
        {
            Causes = Causes(root),
        };

    private static IEnumerable<Finding> Options(CheckedStage stage, CheckedStage root, HashSet<string> characters) =>
        from part in stage.Parts
        from option in part.Declaration.OptionsWith("WrittenByThePolicy")
        let value = part[option.Name]
        where value is not null && InertRule.Matters(stage, part, option)
        let missing = Missing(option, value, characters)
        where missing.Count > 0
        select new Finding(
            Ids.MissingCharacters,
            value.IsGiven ? value.Mark : part.Mark,
            $"{option.Name} of [{part.Label}] on stage '{stage.Name}' has {Some(missing)}, "
            + $"which the alphabet of '{root.Name}' lacks, so its policies can neither read nor write that: write it with other characters, "
            + "or add them to the alphabet")
        {
            Causes = [value.Mark, .. Causes(root)],
        };

    /// <summary>Characters as a message names them.</summary>
    public static string Some(IReadOnlyList<string> characters) => Words.List([.. characters.Take(5).Select(c => $"'{VisibleText.Line(c)}'")], "and");

    private static IReadOnlyList<int> Causes(CheckedStage root) => root.Part["Alphabet"] is { } alphabet ? [alphabet.Mark] : [];

    /// <summary>The stage that the tokenizer of a stage's policy comes from; null where that is not known.</summary>
    public static CheckedStage? Tokenizer(CheckedStage stage, RecipeFacts facts) =>
        stage.Policies.Select(policy => facts.Tokenizer[policy.Source]).FirstOrDefault(known => known.HasValue).Value;

    /// <summary>The alphabet of a tokenizer, empty where it is of bytes; null where neither is known.</summary>
    public static string? AlphabetOf(CheckedStage root) => root.Part.Declaration.TransformerShape is { } shape
        && root.Part[shape.Text("Alphabet")] is { } alphabet ? alphabet.Texts.Count == 1 ? alphabet.Texts[0] : alphabet.Length == 0 ? "" : null : null;

    /// <summary>The characters of a text that an alphabet lacks.</summary>
    public static IReadOnlyList<string> Missing(string text, string alphabet) => Missing([text], [.. Characters.Of(alphabet)]);

    private static (CheckedStage Root, HashSet<string> Characters)? Alphabet(CheckedStage stage, RecipeFacts facts)
    {
        var root = Tokenizer(stage, facts);
        return root?.Part.Declaration.TransformerShape is { } shape && root.Part[shape.Text("Alphabet")] is { Length: > 0, Texts.Count: 1 } alphabet
            ? (root, [.. Characters.Of(alphabet.Texts[0])])
            : null;
    }

    private static IReadOnlyList<string> Missing(OptionDeclaration option, OptionValue value, HashSet<string> alphabet)
    {
        var form = option.Constraints.FirstOrDefault(constraint => constraint is PlaceholdersConstraint or LinearPatternConstraint);
        return Missing(value.Texts.Select(Written), alphabet);

        string Written(string text) => form switch
        {
            PlaceholdersConstraint => PlaceholdersConstraint.Plain(text),
            LinearPatternConstraint => PatternLiterals.Of(text),
            _ => text,
        };
    }

    private static IReadOnlyList<string> Missing(IEnumerable<string> texts, HashSet<string> alphabet) =>
        [.. texts.SelectMany(Characters.Of).Where(character => !alphabet.Contains(character)).Distinct()];
}
