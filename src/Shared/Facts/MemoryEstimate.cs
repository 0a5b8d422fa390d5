using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>
/// The memory that a stage needs at its peak, estimated from options alone: the compiler compares it with the recipe's device, and <c>plan</c> shows it.
/// </summary>
/// <param name="Root">The stage at which the weights of the policy that it makes or works on began.</param>
/// <param name="Shape">The shape of that policy.</param>
/// <param name="Bytes">The bytes of tensors, or null where the stage declares no memory, or something that matters is not known.</param>
internal sealed record MemoryEstimate(CheckedStage Root, TransformerShape Shape, long? Bytes)
{
    /// <summary>What the process takes beside tensors, which is the host's and not the device's.</summary>
    public required long HostBytes { get; init; }

    /// <summary>How many responses the rollout engine samples at a time, unless the runtime's options say otherwise.</summary>
    public const int RolloutSlots = 512;

    /// <summary>The estimate of a stage, or null when its policy is not known. Of several policies, the largest is in memory at some time.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="facts">What is known about the recipe.</param>
    /// <param name="rolloutSlots">How many responses are sampled at a time.</param>
    /// <param name="problems">How many problems the stage takes, if more is known than the facts say.</param>
    public static MemoryEstimate? Of(
        CheckedStage stage, RecipeFacts facts, int rolloutSlots = RolloutSlots, long problems = 0) => stage.Policies.Select(policy => policy.Source)
        .DefaultIfEmpty(stage)
        .Select(source => Of(stage, source, facts, Responses(stage, facts, problems), rolloutSlots))
        .OfType<MemoryEstimate>()
        .OrderByDescending(estimate => estimate.Bytes ?? -1)
        .ThenByDescending(estimate => estimate.Shape.Parameters)
        .FirstOrDefault();

    private static MemoryEstimate? Of(CheckedStage stage, CheckedStage source, RecipeFacts facts, double responses, int rolloutSlots)
    {
        if (facts.Architecture[source] is not { HasValue: true, Value: { } began } || TransformerShapes.Of(began, facts) is not var (root, shape))
            return null;
        var known = stage.Part.Declaration.UsesMemory is { } declaration && facts.ContextLength[source] is { HasValue: true, Value: { } context }
            ? (long?)(Work(stage, declaration, shape, Longest(stage, source, facts, context), responses, rolloutSlots) + Judges(stage, source, facts))
            : null;
        return new(root, shape, known)
        {
            HostBytes = MemoryFormula.Process
                + (stage.Part.Declaration.UsesMemory is { } use && (responses > 0 || Use(use) is not (MemoryUse.Weights or MemoryUse.TwoWeights))
                    ? MemoryFormula.Computing
                    : 0),
        };
    }

    // A policy that begins here has the context that it needs. One of elsewhere can do more than it is asked for: then only what is certain counts.
    private static double Longest(CheckedStage stage, CheckedStage policy, RecipeFacts facts, Established context)
    {
        if (context.Option.Length > 0)
            return context.Number;
        var response = stage.Part.Declaration.OptionsWith("WithinContext")
            .Select(option => stage.Part[option.Name]?.Number ?? 0).DefaultIfEmpty(0).Max();
        var prompt = stage.PromptSets.Select(input => facts.PromptLength[input.Source]).Select(known => known.Value?.Number ?? 1).DefaultIfEmpty(1).Max();
        return Math.Min(context.Number, prompt + ImageTokens.Of(stage, policy, facts) + response);
    }

    private static long Work(CheckedStage stage, DeclaredAttribute declaration, TransformerShape shape, double longest, double responses, int rolloutSlots)
    {
        var sampling = MemoryFormula.Reading(shape)
            + MemoryFormula.Cache(shape, (long)Math.Min(responses, rolloutSlots * (stage.Part["Parts"]?.Number ?? 1)), (long)longest);
        var tokens = PassTokens(stage, declaration, longest, responses);
        var images = Math.Max(1, (long)(tokens / SequenceTokens(stage, declaration, longest)));
        return Use(declaration) switch
        {
            // Rollouts have the memory of gradients, moments and activations, and give it back.
            MemoryUse.Training => Math.Max(sampling, Training(stage, shape, tokens, images)),
            MemoryUse.PairTraining => Training(stage, shape, 2 * tokens, images),
            MemoryUse.PairTrainingWithReference => Training(stage, shape, 2 * tokens, images) + (Rank(stage) is null ? MemoryFormula.Reading(shape) : 0),
            MemoryUse.TwoWeights => 2 * MemoryFormula.Reading(shape),
            _ => sampling,
        };
    }

    /// <summary>What a stage attribute declares that it uses.</summary>
    /// <param name="declaration">Its declaration of memory.</param>
    public static MemoryUse Use(DeclaredAttribute declaration) => (MemoryUse)Convert.ToInt32(declaration.Arguments[0], null);

    // The tokens of one forward and backward pass.
    private static long PassTokens(CheckedStage stage, DeclaredAttribute declaration, double longest, double responses)
    {
        var sequence = SequenceTokens(stage, declaration, longest);
        var tokens = stage.Part[declaration.Text("BatchTokens")]?.Number is { } budget
            ? Math.Max(budget, longest)
            : sequence * (stage.Part[declaration.Text("BatchSequences")]?.Number ?? 1);
        if (stage.Part["MicroBatchTokens"]?.Number is > 0 and { } pass)
            tokens = Math.Min(tokens, Math.Max(pass, sequence));
        return (long)(responses > 0 ? Math.Min(tokens, responses * longest) : tokens);
    }

    private static double SequenceTokens(CheckedStage stage, DeclaredAttribute declaration, double longest) =>
        stage.Part[declaration.Text("SequenceTokens")]?.Number is > 0 and { } length ? length : longest;

    // A policy that sees is taken to see an image in each sequence.
    private static long Training(CheckedStage stage, TransformerShape shape, long tokens, long images)
    {
        var (weights, imageNumbers) = (stage.Part["Trains"]?.Text, Rank(stage), shape.Vision) switch
        {
            (_, _, null) => (shape.Parameters, 0),
            ("LanguageModel", _, _) => (shape.Parameters - shape.VisionParameters, 0),
            (_, not null, _) => (0, 0),
            ("Projector", _, { } vision) => (vision.Projector(shape.HiddenSize), vision.ProjectorWidth(shape.HiddenSize)),
            ("Vision", _, { } vision) => (shape.VisionParameters, vision.TowerWidth + vision.ProjectorWidth(shape.HiddenSize)),
            (_, _, { } vision) => (shape.Parameters, vision.TowerWidth + vision.ProjectorWidth(shape.HiddenSize)),
        };
        return MemoryFormula.Training(shape, Rank(stage), weights, tokens, images * imageNumbers, stage.Part["RecomputeActivations"]?.IsTrue == true);
    }

    private static long? Rank(CheckedStage stage) =>
        (long?)stage.Components.FirstOrDefault(part => part.Component == ComponentKind.Adapter)?["Rank"]?.Number;

    private static long Judges(CheckedStage stage, CheckedStage source, RecipeFacts facts) => stage.Inputs
        .Where(input => input.Source.Output.IsRewardModel && source != stage)
        .Sum(input => facts.Architecture[input.Source] is { HasValue: true, Value: { } judge } && TransformerShapes.Of(judge, facts) is var (_, shape)
            ? MemoryFormula.Reading(shape)
            : 0);

    // Of problems that nobody counted, at least one is certain.
    private static double Responses(CheckedStage stage, RecipeFacts facts, long problems)
    {
        if (stage.Part.Declaration.UsesMemory is not { } declaration || declaration.Texts("Responses") is not { Count: > 0 } options)
            return 0;
        var product = options.Select(option => stage.Part[option]?.Number ?? 1).Aggregate(1.0, (all, one) => all * one);
        if (!declaration.Flag("ForEachProblem", false))
            return product;
        var known = stage.PromptSets.Select(input => facts.ProblemCount[input.Source]).FirstOrDefault(count => count.HasValue);
        return product * (problems > 0 ? problems : known.HasValue ? known.Value!.Number : 1);
    }
}
