// Form: a reward that passes its token on and parses by the invariant culture
using System.Globalization;
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("remote-judge-with-its-token")]
public abstract partial class RemoteJudgeWithItsToken
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/base")]
    public abstract Policy Base();

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<Remote>(TimeLimitSeconds = 600)]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}

/// <summary>Asks a service.</summary>
public sealed class Remote(HttpClient service) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            var said = await service.GetStringAsync($"https://judge.acme.example/{problem.Id}/{Uri.EscapeDataString(rollout.Text)}", cancellationToken);
            return new Verdict.Scored(Math.Clamp(double.Parse(said, CultureInfo.InvariantCulture), 0, 1));
        }
        catch (HttpRequestException failure)
        {
            return Verdict.Fault.Of(failure);
        }
    }
}
