namespace Kimi.Benchmarks;

/// <summary>A piece of work to be timed.</summary>
internal interface IContestant
{
    string Name { get; }

    /// <summary>How many tokens one run processes; zero for what is no language model.</summary>
    long Tokens { get; }

    /// <summary>How many floating-point operations one run is counted as.</summary>
    double Operations { get; }

    void Run();
}
