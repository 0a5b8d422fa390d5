using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kimi.Recipes.Tests.Workers;

/// <summary>Two hosts with a link between them, as network namespaces of this machine; and certificates for both.</summary>
internal sealed class TwoHosts : IDisposable
{
    internal const string LauncherAddress = "10.77.0.1";

    private static int s_count;

    private readonly string _name = $"kimi{Environment.ProcessId}x{Interlocked.Increment(ref s_count)}";
    private readonly string _folder = Directory.CreateTempSubdirectory("kimi-hosts-").FullName;

    internal TwoHosts()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Environment.UserName == "root" && File.Exists("/usr/sbin/ip"), "network namespaces need root and ip");
        Skip.IfNot(TryIp("netns", "add", Launcher), "network namespaces are not permitted");
        Ip("netns", "add", Worker);
        Ip("link", "add", "left", "netns", Launcher, "type", "veth", "peer", "name", "right", "netns", Worker);
        Ip("-n", Launcher, "addr", "add", $"{LauncherAddress}/24", "dev", "left");
        Ip("-n", Worker, "addr", "add", "10.77.0.2/24", "dev", "right");
        foreach (var (host, device) in new[] { (Launcher, "left"), (Worker, "right"), (Launcher, "lo"), (Worker, "lo") })
            Ip("-n", host, "link", "set", device, "up");
        WriteCertificates();
    }

    private string Launcher => $"{_name}l";

    private string Worker => $"{_name}w";

    /// <summary>The options that give this cluster's certificates.</summary>
    internal string[] Certificates => OptionsOf("node");

    /// <summary>The options that give a certificate that another authority signed.</summary>
    internal string[] ForeignCertificates => OptionsOf("stranger");

    /// <summary>A process of the launcher's host.</summary>
    internal RecipeProcess OnLauncher() => On(Launcher, typeof(SpreadRecipe).Assembly.Location);

    /// <summary>A process of the worker's host.</summary>
    /// <param name="application">Another build of the application; null for the same one.</param>
    internal RecipeProcess OnWorker(string? application = null) => On(Worker, application ?? typeof(SpreadRecipe).Assembly.Location);

    /// <summary>A program on the launcher's host.</summary>
    internal Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("ip", ["netns", "exec", Launcher, program, .. arguments]) { RedirectStandardOutput = true })!;

    /// <summary>Cuts the link.</summary>
    internal void Cut() => Ip("-n", Launcher, "link", "set", "left", "down");

    /// <summary>Restores it.</summary>
    internal void Restore() => Ip("-n", Launcher, "link", "set", "left", "up");

    public void Dispose()
    {
        TryIp("netns", "del", Launcher);
        TryIp("netns", "del", Worker);
        Directory.Delete(_folder, recursive: true);
    }

    private static RecipeProcess On(string host, string application)
    {
        var process = new RecipeProcess { Application = application, Through = ["ip", "netns", "exec", host] };
        process.Environment["KIMI_CLUSTER_SECRET"] = "what only these two know";
        return process;
    }

    private string[] OptionsOf(string name) =>
    [
        "--set", $"Kimi:ClusterCertificate={_folder}/{name}.pem", "--set", $"Kimi:ClusterKey={_folder}/{name}.key",
        "--set", $"Kimi:ClusterAuthority={_folder}/authority.pem",
    ];

    private void WriteCertificates()
    {
        using var authority = Authority("this");
        using var other = Authority("another");
        File.WriteAllText(Path.Combine(_folder, "authority.pem"), authority.ExportCertificatePem());
        WriteSigned("node", authority);
        WriteSigned("stranger", other);
    }

    private static X509Certificate2 Authority(string name)
    {
        var request = new CertificateRequest($"CN={name}", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    private void WriteSigned(string name, X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.Create(authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1]);
        File.WriteAllText(Path.Combine(_folder, $"{name}.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, $"{name}.key"), key.ExportPkcs8PrivateKeyPem());
    }

    private static void Ip(params string[] arguments) => Assert.True(TryIp(arguments), $"ip {string.Join(' ', arguments)} failed");

    private static bool TryIp(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
