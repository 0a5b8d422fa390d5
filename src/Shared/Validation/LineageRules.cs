using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether what is merged or compared has one beginning: KIMI6002, KIMI6003, KIMI6005.</summary>
internal static class LineageRules
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        foreach (var stage in recipe.Stages)
        {
            var requires = stage.Part.Declaration.Requires.ToList();
            var weights = requires.Contains(Fact.Architecture) ? Check(stage, stage.Policies, facts.Architecture, Ids.Architecture, AreOfOneShape) : null;
            if (weights is not null)
                yield return weights;
            // Policies that began apart have different tokenizers too, which would report the same mistake twice.
            else if (requires.Contains(Fact.Tokenizer) && Check(
                stage, stage.Policies, facts.Tokenizer, Ids.Tokenizer, requires.Contains(Fact.Architecture) ? AreOfOneShape : null) is { } tokenizers)
                yield return tokenizers;
            if (weights is null
                && requires.Contains(Fact.Architecture)
                && Check(stage, PoliciesFirst(stage, facts), facts.Architecture, Ids.PreferenceLineage) is { } preferences)
                yield return preferences;
        }
    }

    // It is a policy that learns, and a prompt is the same whoever wrote it.
    private static IEnumerable<CheckedInput> PoliciesFirst(CheckedStage stage, RecipeFacts facts) =>
        stage.Policies.Any(policy => facts.Architecture[policy.Source].HasValue)
            ? stage.Policies.Take(1).Concat(stage.Inputs.Where(i => !i.Source.Output.IsPolicy && !i.Source.Output.IsPromptSet))
            : [];

    // Two checkpoints that are loaded may well be of one training run; their files say whether the shapes differ.
    private static bool AreOfOneShape(CheckedStage first, CheckedStage second) =>
        first.Part.Declaration.LoadsCheckpoint is not null && second.Part.Declaration.LoadsCheckpoint is not null
        && (first.Checkpoint is null || second.Checkpoint is null || first.Checkpoint.Shape == second.Checkpoint.Shape);

    private static Finding? Check(
        CheckedStage stage, IEnumerable<CheckedInput> inputs, Lineage lineage, string id, Func<CheckedStage, CheckedStage, bool>? mayBeOne = null)
    {
        var known = inputs.Select(input => (Input: input, Root: lineage[input.Source])).Where(entry => entry.Root.HasValue).ToList();
        if (known.Count == 0 || known.FirstOrDefault(entry => IsApart(entry.Root.Value!, known[0].Root.Value!)) is not { Input: not null } other)
            return null;
        var (first, second) = (known[0].Input.Name, other.Input.Name);
        var (began, apart) = (known[0].Root.Value!.Name, other.Root.Value!.Name);
        var sentence = id switch
        {
            Ids.Architecture => $"stage '{stage.Name}' takes '{first}' and '{second}' as two of one origin, "
                + $"but '{first}' began at '{began}' and '{second}' at '{apart}', so their weights do not correspond: "
                + "take policies that began at the same stage",
            Ids.Tokenizer => $"stage '{stage.Name}' takes '{first}' and '{second}' as two of one tokenizer, "
                + $"but that of '{first}' comes from '{began}' and that of '{second}' from '{apart}': take policies that have the same",
            _ => $"stage '{stage.Name}' trains '{first}', which began at '{began}', on '{second}', which a policy wrote that began at '{apart}': "
                + $"make '{second}' with a policy that began at '{began}'",
        };
        return new(id, other.Input.Mark, sentence);

        bool IsApart(CheckedStage one, CheckedStage another) => !lineage.AreOne(one, another) && mayBeOne?.Invoke(one, another) != true;
    }
}
