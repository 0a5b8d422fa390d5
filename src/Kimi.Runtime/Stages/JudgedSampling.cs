using Kimi.Dsl;
using Kimi.Runtime.Rewards;
using Kimi.Runtime.Rollouts;

namespace Kimi.Runtime.Stages;

/// <summary>Samples responses and has them judged, each as soon as it is there.</summary>
/// <param name="sampler">Samples them.</param>
/// <param name="rounds">The rounds in which they are generated.</param>
/// <param name="judge">Judges them.</param>
internal sealed class JudgedSampling(RolloutSampler sampler, RolloutRounds rounds, GroupJudge judge)
{
    /// <summary>Whether the policy acts in an environment.</summary>
    public bool HasEnvironment => rounds.HasEnvironment;

    /// <summary>How many tokens the stage's environment may say in a response; 0 without one.</summary>
    public long MostReplyTokens => rounds.MostReplyTokens;

    /// <summary>Samples a group of responses to each problem, in the stage's environment if it has one.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="problems">The problems, as they are judged; the batch has the prompt of each, in the same order.</param>
    /// <param name="batch">How they are asked.</param>
    /// <param name="answered">The response as it is judged.</param>
    /// <param name="maxFaultRate">The share of faults and time-outs above which the rest is not judged.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="inEnvironment">False for responses without the environment.</param>
    public async Task<Judgement> SampleAsync(
        PolicyHandle policy, IReadOnlyList<Problem> problems, SamplingBatch batch, Func<Problem, Rollout, Rollout> answered, double maxFaultRate,
        CancellationToken cancellationToken, bool inEnvironment = true)
    {
        var groups = problems.Select(problem => (Problem: problem, Rollouts: new Rollout[batch.SamplesPerPrompt])).ToList();
        IFinishedRollouts listener = judge;
        judge.Expect(problems.Count * batch.SamplesPerPrompt, maxFaultRate);
        await (inEnvironment
            ? sampler.SampleAsync(rounds, policy, problems, batch, Finished, cancellationToken)
            : sampler.SampleAsync(policy, batch, Finished, cancellationToken)).ConfigureAwait(false);
        return await judge.JudgeAsync([.. groups], maxFaultRate, cancellationToken).ConfigureAwait(false);

        void Finished(int place, Rollout rollout)
        {
            var (problem, rollouts) = groups[place / batch.SamplesPerPrompt];
            listener.Finished(problem, rollouts[place % batch.SamplesPerPrompt] = answered(problem, rollout));
            if (!rollouts.Contains(null))
                listener.Finished(problem, rollouts);
        }
    }
}
