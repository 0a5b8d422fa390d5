using Kimi.Torch.Native;

namespace Kimi.Torch.Diagnosis;

/// <summary>What <see cref="Doctor"/> found.</summary>
/// <param name="Folder">Where libtorch came from; null where none could be loaded.</param>
/// <param name="IsGiven">Whether <c>KIMI_LIBTORCH</c> named it.</param>
/// <param name="Version">Its version, if known.</param>
/// <param name="Libraries">The native libraries of computation in the process.</param>
/// <param name="Functions">Which functions it lacks, where that can be examined.</param>
/// <param name="Processor">The CPU.</param>
/// <param name="Threads">How many threads a tensor operation uses.</param>
/// <param name="Gpus">The GPUs that the driver sees.</param>
/// <param name="NoGpu">Why there is none.</param>
/// <param name="Calculations">The calculations that were compared with the CPU's.</param>
/// <param name="Problems">What is wrong.</param>
internal sealed record DoctorReport(
    string? Folder,
    bool IsGiven,
    string? Version,
    IReadOnlyList<string> Libraries,
    WrapperCheck? Functions,
    string Processor,
    int Threads,
    IReadOnlyList<CudaDevice> Gpus,
    string? NoGpu,
    IReadOnlyList<Calculation> Calculations,
    IReadOnlyList<DiagnosedProblem> Problems)
{
    /// <summary>The report of an examination that did not complete.</summary>
    internal static DoctorReport Ended(string what, string remedy) =>
        new(null, false, null, [], null, Doctor.Processor(), 0, [], null, [], [new(what, remedy, IsSerious: true)]);
}

/// <summary>A calculation, compared with the CPU's.</summary>
/// <param name="Device">The device.</param>
/// <param name="Name">What was calculated.</param>
/// <param name="Agrees">Whether both agree.</param>
/// <param name="Detail">By how much they differ.</param>
internal sealed record Calculation(string Device, string Name, bool Agrees, string Detail);

/// <summary>Something that is wrong.</summary>
/// <param name="What">What.</param>
/// <param name="Remedy">What to do, or null if <paramref name="What"/> says so.</param>
/// <param name="IsSerious">Whether it prevents training, or makes its results doubtful.</param>
internal sealed record DiagnosedProblem(string What, string? Remedy, bool IsSerious);
