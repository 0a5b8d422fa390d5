using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>
/// Whether a policy and one that comes of it are sampled alike where both are evaluated on one set: their numbers differ by more than the training otherwise:
/// KIMI6011. Whoever evaluates one of them in the other's way too means to compare temperatures.
/// </summary>
internal static class ComparedSamplingRule
{
    private static readonly string[] _settings = ["Temperature", "TopP"];

    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe)
    {
        List<CheckedStage>? evaluations = null;
        foreach (var stage in recipe.Stages)
        {
            if (stage.Part.Types[0] == "Kimi.Dsl.EvaluateAttribute" && stage.PromptSets.Count == 1)
                (evaluations ??= []).Add(stage);
        }

        if (evaluations is null || evaluations.Count < 2)
            yield break;
        foreach (var after in evaluations)
        {
            foreach (var before in evaluations)
            {
                if (before != after && Apart(before, after, evaluations) is var (first, second))
                {
                    yield return Told(before, first, after, second);
                    break;
                }
            }
        }
    }

    // The policies that are compared, of which the second comes of the first.
    private static (CheckedInput First, CheckedInput Second)? Apart(CheckedStage before, CheckedStage after, IReadOnlyList<CheckedStage> evaluations)
    {
        if (before.PromptSets[0].Source != after.PromptSets[0].Source || !IsSampled(before) || !IsSampled(after)
            || before.Part["SamplesPerPrompt"]?.Number != after.Part["SamplesPerPrompt"]?.Number
            || AreAlike(before, after) != false || !AreJudgedAlike(before, after))
            return null;
        foreach (var first in before.Policies)
        {
            foreach (var second in after.Policies)
            {
                if (ComesOf(second.Source, first.Source) && !evaluations.Any(other => other.PromptSets[0].Source == before.PromptSets[0].Source
                    && ((Takes(other, second.Source) && AreAlike(other, before) != false) || (Takes(other, first.Source) && AreAlike(other, after) != false))))
                    return (first, second);
            }
        }

        return null;
    }

    private static bool IsSampled(CheckedStage stage) => stage.Part["SamplesPerPrompt"] is { Number: > 1 } && stage.Part["TopK"] is { Number: not 1 };

    private static bool? AreAlike(CheckedStage one, CheckedStage other)
    {
        foreach (var setting in _settings)
        {
            if (one.Part[setting]?.Number is not { } first || other.Part[setting]?.Number is not { } second)
                return null;
            if (first != second)
                return false;
        }

        return true;
    }

    private static bool AreJudgedAlike(CheckedStage before, CheckedStage after)
    {
        if (before.Components.Count != after.Components.Count)
            return false;
        foreach (var part in before.Components)
        {
            if (!after.Components.Any(other => other.Types[0] == part.Types[0] && other.Values.Count == part.Values.Count
                && part.Values.All(value => other[value.Name]?.Text == value.Value.Text)))
                return false;
        }

        return true;
    }

    private static bool Takes(CheckedStage stage, CheckedStage policy) => stage.Policies.Any(input => input.Source == policy);

    private static bool ComesOf(CheckedStage policy, CheckedStage other) =>
        policy.Policies.Any(input => input.Source == other || ComesOf(input.Source, other));

    private static Finding Told(CheckedStage before, CheckedInput first, CheckedStage after, CheckedInput second)
    {
        var setting = _settings.First(name => before.Part[name]!.Number != after.Part[name]!.Number);
        var (one, other) = (before.Part[setting]!, after.Part[setting]!);
        return new(
            Ids.JudgedOtherwise,
            other.IsGiven ? other.Mark : after.Part.Mark,
            $"stage '{after.Name}' samples '{second.Name}' on '{after.PromptSets[0].Name}' with {setting} {other.Text}, and stage '{before.Name}' samples "
            + $"'{first.Name}', which it comes of, with {one.Text}, so the two differ by more than the training: give both the same {setting}")
        {
            Overridden = one.Mark,
            Causes = [other.Mark, one.Mark],
        };
    }
}
