namespace Kimi.Benchmarks;

/// <summary>A piece of work to be timed.</summary>
internal interface IContestant
{
    string Name { get; }

    /// <summary>How many tokens one run processes; zero if it is not a language model.</summary>
    long Tokens { get; }

    /// <summary>The nominal floating-point operations of one run.</summary>
    double Operations { get; }

    void Run();
}
