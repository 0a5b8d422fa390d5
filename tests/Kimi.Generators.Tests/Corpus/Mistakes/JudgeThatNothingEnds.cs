// Stack: prime-rl
// Kind: the call of a judge does not know the token by which its time limit ends it
// Caught: build
using Kimi.Dsl;
using System.Globalization;
using System.Net.Http;

namespace Acme;

[Recipe("judge-that-nothing-ends")]
public abstract partial class JudgeThatNothingEnds
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
    [Reward<JudgeThatNothingEndsJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<JudgeThatNothingEndsJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response by a service.</summary>
/// <param name="client">Reaches it.</param>
public sealed class JudgeThatNothingEndsJudge(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var address = new Uri("http://judge:8000/?q=" + Uri.EscapeDataString(rollout.Text + problem.Answer));
        return Verdict.Of(await client.GetStringAsync(address) == "yes"); //! KIMI8006
    }
}
