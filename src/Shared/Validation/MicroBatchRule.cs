using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether the parts into which a batch is divided are smaller than it: KIMI5006.</summary>
internal static class MicroBatchRule
{
    /// <summary>Finds what is wrong.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts) =>
        from stage in recipe.Stages
        let batch = stage.Part.Declaration.UsesMemory?.Text("BatchSequences") ?? ""
        where stage.Part[batch] is { Number: not null } && stage.Part["MicroBatchTokens"] is { IsGiven: true, Number: > 0 }
        let pass = stage.Part["MicroBatchTokens"]
        let sequence = Sequence(stage, facts)
        where sequence is not null
        let most = (MemoryEstimate.Use(stage.Part.Declaration.UsesMemory!) == MemoryUse.Training ? 1 : 2) * stage.Part[batch]!.Number * sequence
        where pass.Number >= most
        select new Finding(
            Ids.GivenAndInert,
            pass.Mark,
            $"MicroBatchTokens of [{stage.Part.Label}] is {pass.Text}, which has no effect, since a batch of {batch} {stage.Part[batch]!.Text} has at most "
            + $"{most.Value.ToString(CultureInfo.InvariantCulture)} tokens: leave it out, or lower it")
        {
            Causes = [pass.Mark, stage.Part[batch]!.Mark],
        };

    private static double? Sequence(CheckedStage stage, RecipeFacts facts)
    {
        if (stage.Part[stage.Part.Declaration.UsesMemory!.Text("SequenceTokens")]?.Number is > 0 and { } length)
            return length;
        return stage.Policies.Select(policy => facts.ContextLength[policy.Source]).FirstOrDefault(known => known.HasValue).Value?.Number;
    }
}
