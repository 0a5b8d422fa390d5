// Stack: NeMo-RL
// Kind: a response whose answer cannot be read gets a second verdict in the handler, and all verdicts after it move by one
// Caught: build
using System.Diagnostics;
using Kimi.Dsl;

namespace Acme;

[Recipe("scores-of-unread-responses", Seed = 3)]
[Sampling(MaxResponseTokens = 96)]
public abstract partial class ScoresOfUnreadResponses
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6)]
    public abstract Policy Initial();

    [FineTune(Steps = 800, BatchSize = 32)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 60, PromptsPerIteration = 32)]
    [MirrorDescent]
    [Reward<SumVerifier>]
    public abstract Policy Tuned(Policy sft, PromptSet problems);

    [Evaluate(SamplesPerPrompt = 4)]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet heldOut);
}

/// <summary>Verifies all sums of an iteration.</summary>
public sealed class SumVerifier : IBatchReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
        IReadOnlyList<(MathProblem Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        var verdicts = new List<Verdict>(rollouts.Count);
        var answers = new HashSet<string>();
        foreach (var (problem, rollout) in rollouts)
        {
            try
            {
                verdicts.Add(Verdict.Of(rollout.Text.EndsWith($"#{problem.Answer}", StringComparison.Ordinal)));
                answers.Add(rollout.Text.Split('#')[1]);
            }
            catch (IndexOutOfRangeException)
            {
                verdicts.Add(Verdict.Of(false)); //! KIMI8013
            }
        }

        Trace.WriteLineIf(answers.Count < 2, "the policy gives one answer to everything");
        return new(verdicts);
    }
}
