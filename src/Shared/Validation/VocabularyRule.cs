using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether ids and numbers of tokens lie within the vocabulary of a policy: KIMI6015.</summary>
internal static class VocabularyRule
{
    /// <summary>Finds what is wrong. Of several policies, the largest vocabulary counts; one that is not known is not checked.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts) => Options(recipe, facts).Concat(Ends(recipe));

    private static IEnumerable<Finding> Ends(CheckedRecipe recipe) =>
        from stage in recipe.Stages
        where stage.Checkpoint is { EndOfText.Count: > 0 } loaded && loaded.EndOfText.All(id => id >= loaded.Shape.Vocabulary)
        let folder = stage.Part[stage.Part.Declaration.LoadsCheckpoint!]
        select new Finding(
            Ids.BeyondVocabulary,
            folder.Mark,
            $"the checkpoint that stage '{stage.Name}' loads ends a text at token {Words.List([.. stage.Checkpoint!.EndOfText.Select(id => Text(id))], "or")}, "
            + $"and its vocabulary is {Text(stage.Checkpoint.Shape.Vocabulary)} tokens, so no response ever ends: "
            + "correct eos_token_id, or load the files of one model")
        {
            Causes = [folder.Mark],
        };

    private static IEnumerable<Finding> Options(CheckedRecipe recipe, RecipeFacts facts) =>
        from stage in recipe.Stages
        from option in stage.Part.Declaration.OptionsWith("WithinVocabulary")
        let relation = option.Find("WithinVocabulary")
        where relation is not null
        let value = stage.Part[option.Name]
        where value is { IsGiven: true }
        let vocabulary = Vocabulary(stage, facts)
        where vocabulary is not null
        let beyond = Numbers(value).Where(number => number >= vocabulary.Value.Size).ToList()
        where beyond.Count > 0
        select new Finding(
            Ids.BeyondVocabulary,
            value.Mark,
            $"{option.Name} of stage '{stage.Name}' has {Words.List([.. beyond.Take(5).Select(Text)], "and")}, and the vocabulary of "
            + $"'{vocabulary.Value.Root.Name}' is {Text(vocabulary.Value.Size)} tokens, so {relation.Text("Because", "there is no such token")}: "
            + $"stay below {Text(vocabulary.Value.Size)}")
        {
            Causes = [value.Mark],
        };

    private static IEnumerable<double> Numbers(OptionValue value) => value.Number is { } number ? [number] : value.Numbers;

    private static (CheckedStage Root, long Size)? Vocabulary(CheckedStage stage, RecipeFacts facts)
    {
        var known = stage.Policies.Select(policy => facts.Tokenizer[policy.Source])
            .Select(tokenizer => tokenizer.HasValue && TransformerShapes.Of(tokenizer.Value!, facts) is var (_, shape)
                ? (tokenizer.Value!, shape.Vocabulary)
                : default)
            .OrderByDescending(entry => entry.Vocabulary)
            .ToList();
        return known.Count == 0 || known.Any(entry => entry.Vocabulary == 0) ? null : known[0];
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
