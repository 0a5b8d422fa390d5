// Stack: OpenRLHF
// Kind: a judge that cannot be reached makes the response wrong
// Caught: build
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("judge-down-means-wrong")]
public abstract partial class JudgeDownMeansWrong
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
    [Reward<RemoteJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<RemoteJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks a service.</summary>
/// <param name="client">Reaches it.</param>
public sealed class RemoteJudge(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            var address = new Uri("http://rm:5000/get_reward?q=" + Uri.EscapeDataString(rollout.Text + "\n" + problem.Answer));
            return Verdict.Of(await client.GetStringAsync(address, cancellationToken) == "1");
        }
        catch (HttpRequestException) //! KIMI8002
        {
            return new Verdict.Scored(0);
        }
    }
}
