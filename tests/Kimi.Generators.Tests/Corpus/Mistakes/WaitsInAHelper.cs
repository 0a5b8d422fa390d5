// Stack: TRL
// Kind: a reward waits for its service in a helper, and holds a thread while it does
// Caught: build
using Kimi.Dsl;
using System.Net.Http;

namespace Acme;

[Recipe("waits-in-a-helper")]
public abstract partial class WaitsInAHelper
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
    [Reward<ServiceJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<ServiceJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Asks a service.</summary>
/// <param name="client">Reaches it.</param>
public sealed class ServiceJudge(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = Ask(new Uri("http://judge:8000/?q=" + Uri.EscapeDataString(rollout.Text)), cancellationToken);
        return new(Verdict.Of(said.Trim() == problem.Answer));
    }

    private string Ask(Uri address, CancellationToken cancellationToken)
    {
        var answer = client.GetStringAsync(address, cancellationToken);
        return answer.GetAwaiter().GetResult(); //! KIMI8006
    }
}
