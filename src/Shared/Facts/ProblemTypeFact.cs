using System.Collections.Concurrent;
using Kimi.Shared.Declarations;
using Kimi.Shared.Recipes;

namespace Kimi.Shared.Facts;

/// <summary>The type of problems in an artifact; two different types make it unknown.</summary>
internal sealed class ProblemTypeFact
{
    private readonly ConcurrentDictionary<CheckedStage, Known<ProblemType>> _outputs = new();

    /// <summary>What is known about a stage's output.</summary>
    public Known<ProblemType> this[CheckedStage stage] => _outputs.TryGetValue(stage, out var known) ? known : _outputs[stage] = Transfer(stage);

    private Known<ProblemType> Transfer(CheckedStage stage)
    {
        if (stage.Part.Declaration.ProblemOrigin is not null)
            return stage.Part.Problem is { } type ? Known<ProblemType>.Of(type) : Known<ProblemType>.Unknown;
        if (stage.Makes is { } made)
            return Known<ProblemType>.Of(made);
        return (stage.IsTransform && !stage.KeepsProblems) || stage.Inputs.Count == 0
            ? Known<ProblemType>.Unknown
            : stage.Ingredients.Where(input => input.Source.Output.IsPromptSet).Select(input => this[input.Source])
                .Aggregate(Known<ProblemType>.Nothing, (all, one) => Known<ProblemType>.Join(all, one, Join));
    }

    private static Known<ProblemType> Join(ProblemType first, ProblemType second) =>
        first.Types.SequenceEqual(second.Types) ? Known<ProblemType>.Of(first) : Known<ProblemType>.Unknown;
}
