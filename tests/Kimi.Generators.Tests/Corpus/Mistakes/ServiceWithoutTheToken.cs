// Stack: prime-rl
// Kind: a reward calls its service without the token that ends the call in time
// Caught: build
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("service-without-the-token")]
public abstract partial class ServiceWithoutTheToken
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Remote>]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}

/// <summary>Asks a service.</summary>
public sealed class Remote(HttpClient service) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var said = await service.GetStringAsync($"https://judge.acme.example/{problem.Id}/{rollout.Length}"); //! KIMI8006
        return Verdict.Of(said == "right");
    }
}
