// Stack: NeMo-RL
// Kind: a response is deserialized as if it were always JSON
// Caught: build
using System.Text.Json;
using Kimi.Dsl;

namespace Acme;

[Recipe("structured-output-unread")]
public abstract partial class StructuredOutputUnread
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
    [Reward<StructuredJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<StructuredJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class StructuredJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var reply = JsonSerializer.Deserialize<Reply>(rollout.Text); //! KIMI8020
        return new(Verdict.Of(reply?.Answer == problem.Answer));
    }

    private sealed record Reply(string Reasoning, string Answer);
}
