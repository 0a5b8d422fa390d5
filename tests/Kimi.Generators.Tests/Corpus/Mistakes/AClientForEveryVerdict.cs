// Stack: OpenRLHF
// Kind: a client is made for every response, until no socket is left
// Caught: build
using Kimi.Dsl;
using System.Globalization;
using System.Net.Http;

namespace Acme;

[Recipe("a-client-for-every-verdict")]
public abstract partial class AClientForEveryVerdict
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
    [Reward<AClientForEveryVerdictJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<AClientForEveryVerdictJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response by a service.</summary>
public sealed class AClientForEveryVerdictJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(); //! KIMI8016
        var address = new Uri("http://judge:8000/?q=" + Uri.EscapeDataString(rollout.Text + problem.Answer));
        return Verdict.Of(await client.GetStringAsync(address, cancellationToken) == "yes");
    }
}
