// Stack: slime
// Kind: a judge that is down is asked again and again without an end
// Caught: build
using Kimi.Dsl;
using System.Globalization;
using System.Net.Http;

namespace Acme;

[Recipe("judge-asked-for-ever")]
public abstract partial class JudgeAskedForEver
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
    [Reward<JudgeAskedForEverJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<JudgeAskedForEverJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response by a service.</summary>
/// <param name="client">Reaches it.</param>
public sealed class JudgeAskedForEverJudge(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var address = new Uri("http://judge:8000/?q=" + Uri.EscapeDataString(rollout.Text + problem.Answer));
        while (true)
        {
            try
            {
                return Verdict.Of(await client.GetStringAsync(address, cancellationToken) == "yes");
            }
            catch (Exception) //! KIMI8006
            {
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }
}
