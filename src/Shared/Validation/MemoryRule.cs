using System.Globalization;
using Kimi.Shared.Declarations;
using Kimi.Shared.Facts;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Validation;

/// <summary>Whether every stage fits the device that the recipe is meant for: KIMI6008.</summary>
internal static class MemoryRule
{
    /// <summary>How many responses the rollout engine samples at a time, unless the runtime's options say otherwise.</summary>
    public const int RolloutSlots = 512;

    private const double GiB = 1L << 30;

    /// <summary>Finds what is wrong: for each beginning of a policy the stage that needs the most.</summary>
    public static IEnumerable<Finding> Check(CheckedRecipe recipe, RecipeFacts facts)
    {
        if (recipe.DeviceMemoryGiB <= 0)
            yield break;
        var needs = recipe.Stages.Select(stage => (Stage: stage, Need: Need(stage, facts))).Where(entry => entry.Need is not null).ToList();
        foreach (var group in needs.GroupBy(entry => entry.Need!.Root))
        {
            var (stage, need) = group.OrderByDescending(entry => entry.Need!.Bytes).First();
            if (need!.Bytes <= recipe.DeviceMemoryGiB * recipe.Devices * GiB)
                continue;
            yield return new(
                Ids.Memory,
                stage.Part.Mark,
                $"stage '{stage.Name}' needs about {Text(need.Bytes / GiB)} GiB for a policy of {Parameters(need.Shape.Parameters)} weights, more than the {Text(recipe.DeviceMemoryGiB * recipe.Devices)} GiB of {Devices(recipe)}: shrink '{need.Root.Name}', its context or the batch, or raise DeviceMemoryGiB{(recipe.Devices == 1 ? "" : " or Devices")}")
            {
                Causes = [.. Marks(stage, stage.Part.Declaration.UsesMemory!), .. Marks(need.Root, need.Root.Part.Declaration.TransformerShape!), .. ContextMarks(need.Root, facts)],
            };
        }
    }

    private static string Devices(CheckedRecipe recipe) => recipe.Devices == 1 ? "the recipe's device" : $"the recipe's {recipe.Devices} devices";

    // The values of the options that a declaration names: Steps, say, has no part in memory.
    private static IEnumerable<int> Marks(CheckedStage stage, DeclaredAttribute declaration) =>
        from argument in declaration.Named.Values
        from option in argument is string name ? [name] : argument is IReadOnlyList<object?> names ? names.OfType<string>() : []
        let value = stage.Part[option]
        where value is not null
        select value.Mark;

    private static IEnumerable<int> ContextMarks(CheckedStage root, RecipeFacts facts) =>
        facts.ContextLength[root] is { HasValue: true, Value: { } context } ? [context.Value.Mark] : [];

    /// <summary>The bytes a stage needs, or null when something that counts is not known.</summary>
    public static long? Bytes(CheckedStage stage, RecipeFacts facts) => Need(stage, facts)?.Bytes;

    private static Requirement? Need(CheckedStage stage, RecipeFacts facts)
    {
        if (stage.Part.Declaration.UsesMemory is not { } declaration)
            return null;
        // Of several policies the largest is in memory at some time.
        return stage.Policies.Select(policy => policy.Source).DefaultIfEmpty(stage)
            .Select(source => Need(stage, source, declaration, facts))
            .OfType<Requirement>()
            .OrderByDescending(need => need.Bytes)
            .FirstOrDefault();
    }

    private static Requirement? Need(CheckedStage stage, CheckedStage source, DeclaredAttribute declaration, RecipeFacts facts)
    {
        if (facts.Architecture[source] is not { HasValue: true, Value: { } root }
            || TransformerShapes.Of(root) is not { } shape
            || facts.ContextLength[source] is not { HasValue: true, Value: { } context })
        {
            return null;
        }

        var responses = Responses(stage, declaration, facts);
        var longest = context.Number;
        var sequence = stage.Part[declaration.Text("SequenceTokens")]?.Number is > 0 and { } length ? length : longest;
        var tokens = (long)(stage.Part[declaration.Text("BatchTokens")]?.Number is { } budget
            ? Math.Max(budget, longest)
            : sequence * (stage.Part[declaration.Text("BatchSequences")]?.Number ?? 1));
        if (responses > 0)
            tokens = (long)Math.Min(tokens, responses * longest);
        var bytes = Convert.ToInt32(declaration.Arguments[0], null) switch
        {
            (int)MemoryUse.Training => TransformerMemory.Training(shape.Parameters, shape.ActivationWidth, tokens),
            (int)MemoryUse.PairTraining => TransformerMemory.Training(shape.Parameters, shape.ActivationWidth, 2 * tokens) + TransformerMemory.Reading(shape.Parameters),
            (int)MemoryUse.TwoWeights => 2 * TransformerMemory.Reading(shape.Parameters),
            _ => TransformerMemory.Reading(shape.Parameters),
        };
        var cache = TransformerMemory.Cache((long)Math.Min(responses, RolloutSlots), (long)longest, shape.CacheWidth);
        var judges = stage.Inputs
            .Where(input => input.Source.Output.IsRewardModel && source != stage)
            .Sum(input => facts.Architecture[input.Source] is { HasValue: true, Value: { } judge } && TransformerShapes.Of(judge) is { } judging ? TransformerMemory.Reading(judging.Parameters) : 0);
        return new(root, shape, bytes + cache + judges);
    }

    // Of problems that nobody counted one is sure.
    private static double Responses(CheckedStage stage, DeclaredAttribute declaration, RecipeFacts facts)
    {
        var options = declaration.Texts("Responses");
        if (options.Count == 0)
            return 0;
        var product = options.Select(option => stage.Part[option]?.Number ?? 1).Aggregate(1.0, (all, one) => all * one);
        var problems = stage.PromptSets.Select(input => facts.ProblemCount[input.Source]).FirstOrDefault(known => known.HasValue);
        return declaration.Flag("ForEachProblem", false) && problems.HasValue ? product * problems.Value!.Number : product;
    }

    private static string Text(double number) => number.ToString(number < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);

    private static string Parameters(long count) =>
        count >= 1_000_000_000 ? $"{Text(count / 1e9)} billion" : count >= 1_000_000 ? $"{Text(count / 1e6)} million" : count.ToString(CultureInfo.InvariantCulture);

    // The values of the language's enumeration of the same name.
    private enum MemoryUse
    {
        Weights,
        Training,
        TwoWeights,
        PairTraining,
    }

    private sealed record Requirement(CheckedStage Root, TransformerShape Shape, long Bytes);
}
