// Form: all responses of an iteration are compared by problem, and judged in their order
using Kimi.Dsl;

namespace Acme;

[Recipe("batch-by-problem-in-order")]
public abstract partial class BatchByProblemInOrder
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Agreement>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Right, and a little less where none of the others says the same.</summary>
public sealed class Agreement : IBatchReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
        IReadOnlyList<(MathProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        var votes = rollouts.CountBy(entry => (entry.Problem.Id, Said(entry.Rollout))).ToDictionary();
        var verdicts = new Verdict[rollouts.Count];
        foreach (var (place, (problem, rollout)) in rollouts.Index())
        {
            var alone = votes[(problem.Id, Said(rollout))] == 1;
            verdicts[place] = new Verdict.Scored(Said(rollout) != problem.Answer ? 0 : alone ? 0.9 : 1);
        }

        return ValueTask.FromResult<IReadOnlyList<Verdict>>(verdicts);
    }

    private static string Said(Rollout rollout) => rollout.Text[(rollout.Text.LastIndexOf('#') + 1)..];
}
