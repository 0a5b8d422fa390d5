// Stack: verl
// Kind: a client is made for each verdict, until there are no more sockets
// Caught: build
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("client-for-each-verdict")]
public abstract partial class ClientForEachVerdict
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Judge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>Judges.</summary>
public sealed class Judge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(); //! KIMI8016
        var text = await client.GetStringAsync($"http://judge/{problem.Id}?{rollout.Text}", cancellationToken);
        return Verdict.Of(text == "yes");
    }
}
