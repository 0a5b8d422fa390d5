using System.Diagnostics;
using System.Reflection;

namespace Kimi.Cli.Hosting;

/// <summary>Starts this application again, as a separate process.</summary>
internal static class ApplicationProcess
{
    /// <summary>How to start it, with its output redirected.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="folder">Where a copy of its build is; null for its own.</param>
    public static ProcessStartInfo Start(IEnumerable<string> arguments, string? folder = null)
    {
        // The application was started through dotnet, so it is started through dotnet again.
        var host = Environment.ProcessPath!;
        var isHosted = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        IEnumerable<string> application =
            isHosted ? [Path.Combine(folder ?? AppContext.BaseDirectory, $"{Assembly.GetEntryAssembly()!.GetName().Name}.dll")] : [];
        var program = isHosted || folder is null ? host : Path.Combine(folder, Path.GetFileName(host));
        return new(program, application.Concat(arguments)) { RedirectStandardOutput = true, RedirectStandardError = true };
    }
}
