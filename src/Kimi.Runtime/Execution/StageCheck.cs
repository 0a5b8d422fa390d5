using Kimi.Dsl;
using Microsoft.Extensions.DependencyInjection;

namespace Kimi.Runtime.Execution;

/// <summary>Whatever dependency injection or the disk lacks is reported before the first stage runs, not hours later before the last.</summary>
/// <param name="scopes">Makes a scope for each stage.</param>
internal sealed class StageCheck(IServiceScopeFactory scopes)
{
    /// <summary>Checks a stage.</summary>
    /// <param name="effective">The stage, with its options in force.</param>
    /// <param name="judges">The stages of the run that judge responses to its problems.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KimiException">It could not run.</exception>
    public async Task CheckAsync(EffectiveStage effective, IEnumerable<EffectiveStage> judges, CancellationToken cancellationToken)
    {
        using var scope = scopes.CreateScope(effective);
        var checks = new List<Func<Problem, string?>>();
        foreach (var judge in judges)
            checks.AddRange(await ProblemChecksOfAsync(judge, cancellationToken).ConfigureAwait(false));
        scope.ServiceProvider.GetRequiredService<ProblemChecks>().All = checks;
        await scope.ServiceProvider.GetRequiredService<StageScope>().CheckComponentsAsync(cancellationToken).ConfigureAwait(false);
        foreach (var file in effective.Options.ExternalFiles)
            Address.CheckFile(file, effective.Stage.Name);
        await effective.Stage.CheckAsync(scope.ServiceProvider, effective.Options, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Func<Problem, string?>>> ProblemChecksOfAsync(EffectiveStage judge, CancellationToken cancellationToken)
    {
        using var scope = scopes.CreateScope(judge);
        var checks = new List<Func<Problem, string?>>();
        foreach (var check in scope.ServiceProvider.GetRequiredService<StageScope>().ProblemChecks)
            checks.Add(await check.TroubleAsync(cancellationToken).ConfigureAwait(false));
        return checks;
    }
}
